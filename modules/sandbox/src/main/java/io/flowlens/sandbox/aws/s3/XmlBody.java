package io.flowlens.sandbox.aws.s3;

import io.flowlens.sandbox.aws.protocol.AwsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An element of a document in a request. */
final class XmlBody {

    private final Element element;

    private XmlBody(Element element) {
        this.element = element;
    }

    /** The root; a document with a type declaration, and so with entities, is refused. */
    static XmlBody of(byte[] text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder parser = factory.newDocumentBuilder();
            parser.setErrorHandler(null);
            return new XmlBody(parser.parse(new ByteArrayInputStream(text)).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw malformed();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java's XML parser cannot be told to refuse document types.", e);
        }
    }

    static AwsException malformed() {
        return AwsException.badRequest(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    String name() {
        return element.getLocalName();
    }

    String text() {
        return element.getTextContent();
    }

    /** The text of a child, null if there is none. */
    String text(String child) {
        return children(child).stream().map(XmlBody::text).findFirst().orElse(null);
    }

    List<XmlBody> children(String childName) {
        return children().stream()
                .filter(child -> child.name().equals(childName))
                .toList();
    }

    List<XmlBody> children() {
        List<XmlBody> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(new XmlBody(child));
            }
        }
        return children;
    }
}
