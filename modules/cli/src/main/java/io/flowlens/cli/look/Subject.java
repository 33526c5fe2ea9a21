package io.flowlens.cli.look;

import io.flowlens.topics.Diagnosis;
import io.flowlens.topics.Traffic;

/**
 * What can be asked of anything shown: a flow, a reject, an alert.
 *
 * @param traffic null where it is about no traffic in particular
 * @param diagnosis null where nothing was rejected
 */
record Subject(Traffic traffic, Diagnosis diagnosis) {}
