package io.flowlens.service;

/** An entry of a module's list of meters, which is an enum, so that the list is whole and every name stands once. */
public interface ListedMeter {

    MeterSpec spec();
}
