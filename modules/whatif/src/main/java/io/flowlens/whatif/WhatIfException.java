package io.flowlens.whatif;

/** A change that cannot be made, or cannot be read; the message names the place. */
public final class WhatIfException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WhatIfException(String message) {
        super(message);
    }

    WhatIfException(String message, Throwable cause) {
        super(message, cause);
    }
}
