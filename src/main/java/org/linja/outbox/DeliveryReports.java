package org.linja.outbox;

import java.util.concurrent.CompletionStage;

/// Where edges hand over delivery receipts.
public interface DeliveryReports {

    /// Completes when the report is stored; completes exceptionally when it could not be, so that the network sends
    /// it again.
    ///
    /// @return whether it is known which message it is about
    CompletionStage<Boolean> report(DeliveryReport report);
}
