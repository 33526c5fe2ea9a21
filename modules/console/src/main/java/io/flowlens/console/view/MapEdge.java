package io.flowlens.console.view;

import java.util.List;

/**
 * Who talks to whom, or cannot. An end is the id of a node or a subnet of the map, {@code internet}, {@code private} (addresses that no
 * interface has) or {@code service:NAME}.
 *
 * @param noise whether only strangers were rejected
 * @param paths how many pairs of ends it stands for
 * @param services the first few that passed, or all that were rejected
 * @param flows records of flow logs; both ways, and replies, count
 * @param alerts the first few open alerts about it; none where the traffic passes
 * @param alertCount how many there are
 */
public record MapEdge(
        String from,
        String to,
        boolean rejected,
        boolean noise,
        int paths,
        List<String> services,
        long flows,
        long bytes,
        long lastSeen,
        List<String> alerts,
        int alertCount) {}
