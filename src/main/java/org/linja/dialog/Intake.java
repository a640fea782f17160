package org.linja.dialog;

import java.util.concurrent.CompletionStage;

/// Where edges hand over what came in.
public interface Intake {

    /// Stores the message. The edge acknowledges to the network only when the stage has completed (rule 1: stored
    /// before acknowledged). Completes exceptionally when it could not be stored: the edge then asks the network to
    /// send it again (`ESME_RX_T_APPN`, HTTP 503). Never blocks; under load the stage completes later, which is the
    /// back-pressure.
    CompletionStage<?> accept(Inbound inbound);
}
