/** CloudTrail: who changed what, and when. */
package io.flowlens.sandbox.aws.cloudtrail;
