package io.flowlens.cli;

import io.flowlens.ingester.IngesterService;
import io.flowlens.provisioner.inventory.InventoryService;
import io.flowlens.service.Service;
import io.flowlens.service.StatusServer;
import io.flowlens.topology.TopologyService;
import java.net.URI;
import java.util.List;

/** The services of one flowlens in one process, with their status endpoint: what production runs as processes of their own. */
public final class Pipeline implements AutoCloseable {
    private final List<Service> services;
    private final StatusServer status;

    Pipeline(List<Service> services, StatusServer status) {
        this.services = List.copyOf(services);
        this.status = status;
    }
    @Override public void close() {}
}
