package io.flowlens.network.verdict;

import io.flowlens.flowlog.Cidr;
import io.flowlens.network.AclEntry;
import io.flowlens.network.Traffic;

/** One change to a security group or a network ACL. */
public sealed interface FixStep {

    /** The group or ACL that it changes. */
    String componentId();

    /** One line for a shell. */
    String awsCommand();

    /** One resource; a comment where Terraform has nothing to add. */
    String terraform();

    /** Adds a rule to a group. */
    record AuthorizeRule(String groupId, boolean outbound, Traffic traffic, Cidr peer) implements FixStep {
        @Override
        public String componentId() {
            return groupId;
        }

        @Override
        public String awsCommand() {
            return AwsCommand.authorize(this);
        }

        @Override
        public String terraform() {
            return Terraform.rule(this);
        }
    }

    /** Adds an entry at a free number. */
    record CreateEntry(String aclId, AclEntry entry) implements FixStep {
        @Override
        public String componentId() {
            return aclId;
        }

        @Override
        public String awsCommand() {
            return AwsCommand.entry("create-network-acl-entry", aclId, entry);
        }

        @Override
        public String terraform() {
            return Terraform.entry(aclId, entry);
        }
    }

    /** Puts an entry in the place of another one. */
    record ReplaceEntry(String aclId, AclEntry entry) implements FixStep {
        @Override
        public String componentId() {
            return aclId;
        }

        @Override
        public String awsCommand() {
            return AwsCommand.entry("replace-network-acl-entry", aclId, entry);
        }

        @Override
        public String terraform() {
            return "# In place of %s entry %d.\n%s"
                    .formatted(entry.egress() ? "outbound" : "inbound", entry.number(), Terraform.entry(aclId, entry));
        }
    }
}
