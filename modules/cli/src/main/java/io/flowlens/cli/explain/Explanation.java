package io.flowlens.cli.explain;

import io.flowlens.flowlog.FlowRecord;
import io.flowlens.network.verdict.Verdict;

/**
 * One rejected flow and why.
 *
 * @param line its number in the file, from 1
 */
record Explanation(long line, FlowRecord flow, Verdict verdict) {}
