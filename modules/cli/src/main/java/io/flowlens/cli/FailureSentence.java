package io.flowlens.cli;

import io.flowlens.provisioner.ProvisioningException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command threw into one sentence on standard error and exit code 1.
 *
 * <p>Exceptions of our own and of Kafka say what happened; anything else is a fault of flowlens and shows its trace.
 */
final class FailureSentence implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (isExpected(failure)) {
            err.println(command.getColorScheme().errorText("flowlens: " + sentence(failure)));
        } else {
            err.println(
                    command.getColorScheme().errorText("flowlens: this should not have happened; please report it"));
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.SOFTWARE;
    }

    private static boolean isExpected(Throwable failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof KafkaException
                || failure.getClass().getName().startsWith("io.flowlens.");
    }

    /** The whole chain of different messages, outermost first, as long as they add something. */
    private static String sentence(Throwable failure) {
        if (failure instanceof ProvisioningException) {
            return failure.getMessage(); // which has what AWS said already
        }
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(": ").append(message);
            }
        }
        return text.toString();
    }
}
