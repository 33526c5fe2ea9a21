/** What a changed network would have done with recorded traffic: the change read, the recording judged, the answer folded. */
package io.flowlens.whatif;
