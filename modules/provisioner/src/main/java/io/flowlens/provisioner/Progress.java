package io.flowlens.provisioner;

/** Hears how far a longer piece of work has come. Calls come one at a time, from several threads. */
public interface Progress {

    /** A step is finished. The steps of one piece of work are told in the same order every time. */
    void done(String sentence);

    /** Something takes long: told after five seconds, then every fifteen. */
    void waiting(String sentence);

    /** For those who do not want to know. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void done(String sentence) {}

            @Override
            public void waiting(String sentence) {}
        };
    }
}
