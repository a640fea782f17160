/// Texts and letters: GSM 03.38, segments, transliteration, folding, keywords of every language, tone and lint.
@NullMarked
package org.linja.text;

import org.jspecify.annotations.NullMarked;
