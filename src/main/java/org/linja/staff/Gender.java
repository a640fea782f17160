package org.linja.staff;

/// With whom somebody may prefer to speak. A preference orders people, it never excludes them.
public enum Gender {
    WOMAN,
    MAN,
    /// Not said, or no matter.
    ANY
}
