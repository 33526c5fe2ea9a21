package io.flowlens.service;

/**
 * How a service is.
 *
 * @param live false when only a restart helps
 * @param ready true when it does its work now
 * @param detail one short sentence for a person
 */
public record Health(boolean live, boolean ready, String detail) {

    public static Health ready(String detail) {
        return new Health(true, true, detail);
    }

    public static Health starting(String detail) {
        return new Health(true, false, detail);
    }

    public static Health failed(String detail) {
        return new Health(false, false, detail);
    }
}
