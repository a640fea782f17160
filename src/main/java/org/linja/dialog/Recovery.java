package org.linja.dialog;

import java.util.List;

/// Puts what the spool has kept into the inbox, once the store is back. Owned here, kept by the store.
public interface Recovery {

    /// Stores the messages so that they are taken in the order in which they arrived, before ordinary ones. A
    /// message that was put back before is not put back again, also when its turn has been written since. Blocks;
    /// throws when the store cannot be reached: the same slice may then be handed over again.
    void putBack(List<Inbound> kept);
}
