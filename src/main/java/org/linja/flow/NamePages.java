package org.linja.flow;

import java.util.ArrayList;
import java.util.List;

/// Lists of names too long for one message, page by page.
///
/// @param all in the order of lists
record NamePages(List<String> all) {

    /// The first page.
    List<String> first() {
        return from(0);
    }

    /// The page after what was shown; after the last page, the first again.
    List<String> after(List<String> shown) {
        int last = -1;
        for (String name : shown) {
            last = Math.max(last, all.indexOf(name));
        }
        return from(last + 1 < all.size() ? last + 1 : 0);
    }

    /// The names that a text may mean, when they fit a page; else what was shown.
    List<String> of(List<String> names, List<String> shown) {
        return names.size() <= Engine.Limits.NAMES_PER_PAGE ? names : shown;
    }

    private List<String> from(int start) {
        int end = Math.min(all.size(), start + Engine.Limits.NAMES_PER_PAGE);
        List<String> page = new ArrayList<>(all.subList(start, end));
        page.add(Engine.MORE_NAMES);
        return page;
    }
}
