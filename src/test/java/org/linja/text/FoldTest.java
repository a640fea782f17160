package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Ndihmë               | ndihme
            POMOĆ                | pomoc
            çregjistrohu         | cregjistrohu
            Đakovica             | djakovica
            dođi brzo            | dodji brzo
            ažutipe              | azutipe
            помоћ                | pomoc
            Љиља и Џемила        | ljilja i dzemila
            S.O.S                | sos
            s o s                | sos
            s-o-s                | sos
            S O S!               | sos
            p o m o c            | pomoc
            SOSSS                | sos
            ndihmëëëë            | ndihme
            pomooooc             | pomoc
            thirr                | thirr
            m'ndihmo             | mndihmo
            can’t talk           | cant talk
            'ndihme'             | ndihme
            hitno,dodjite.brzo   | hitno dodjite brzo
            ＳＯＳ               | sos
            ⓢⓞⓢ                  | sos
            🆘 ejani             | sos ejani
            help😭😭me           | help me
            opt-out              | opt out
            19.2.                | 19 2
            İstanbul ışık        | istanbul isik
            1 2 3                | 1 2 3
            """)
    void textsThatSayTheSameFoldToTheSame(String text, String folded) {
        assertThat(Fold.of(text)).isEqualTo(folded);
    }

    @Test
    void invisibleCharactersVanish() {
        assertThat(Fold.of("he\u200Blp me\u00AD n\uFEFFow")).isEqualTo("help me now");
        assertThat(Fold.of("ndihme\u0308")).isEqualTo("ndihme");
    }

    @Test
    void nothingIsLeftOfATextWithoutLetters() {
        assertThat(Fold.of("?!... :) \u2764\uFE0F")).isEmpty();
        assertThat(Fold.of("")).isEmpty();
    }

    @Test
    void aNumberKnowsWhetherItBelongsToALongerOne() {
        assertThat(Fold.tokens("192!", Fold.Doubt.NONE).get(0).amount()).isFalse();
        for (String text : new String[] {"19.2.", "192,50", "1.192", "+383", "192%", "11:20", "€192"}) {
            assertThat(Fold.tokens(text, Fold.Doubt.NONE)).as(text).allMatch(Fold.Token::amount);
        }
    }

    @Test
    void aQuestionMarkBesideALetterMayBeALostLetter() {
        assertThat(Fold.doubtful("ndihm?")).isTrue();
        assertThat(Fold.doubtful("?regjistrohu")).isTrue();
        assertThat(Fold.doubtful("why ? 12?")).isFalse();
        assertThat(Fold.tokens("n?ihm? pse", Fold.Doubt.LOST))
                .extracting(Fold.Token::word)
                .containsExactly("n?ihm?", "pse");
    }

    @Test
    void inAWordOfMixedScriptALetterMayBeWhatItLooksLike() {
        assertThat(Fold.mixed("пomoc")).isTrue();
        assertThat(Fold.mixed("помоћ help")).isFalse();
        assertThat(Fold.tokens("роmос", Fold.Doubt.LOOKS).get(0).word()).isEqualTo("pomoc");
    }
}
