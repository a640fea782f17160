package org.linja.work;

/// Marks a failure after which it is certain that nothing was done: the store refused before it began.
public interface Undone {}
