package io.flowlens.cli.look;

import java.util.List;
import java.util.function.Function;

/**
 * What a kind of thing looks like. As JSON it looks as it is.
 *
 * @param details what stands below a row of the wide table, in picocli's markup
 * @param lines the flow log lines behind it, as AWS wrote them
 */
record Form<T>(List<Column<T>> columns, Function<T, List<String>> details, Function<T, List<String>> lines) {}
