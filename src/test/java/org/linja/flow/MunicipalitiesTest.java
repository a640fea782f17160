package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Cyrillic;
import org.linja.text.Names;

class MunicipalitiesTest {
    private final Municipalities municipalities = ShippedHotline.municipalities();

    @ParameterizedTest
    @CsvSource(textBlock = """
                    Prishtinë,              prishtine
                    PRISHTINE,              prishtine
                    prishtina,              prishtine
                    Приштина,               prishtine
                    Pri?tina,               prishtine
                    Prishtin,               prishtine
                    Pristhine,              prishtine
                    Pejë,                   peje
                    Pej?,                   peje
                    Peć,                    peje
                    Peja,                   peje
                    jam ne peje,            peje
                    Đakovica,               gjakove
                    Djakovica,              gjakove
                    Dakovica,               gjakove
                    Ђаковица,               gjakove
                    iz Prizrena,            prizren
                    u Prištini,             prishtine
                    nga Ferizaji,           ferizaj
                    kosovo polje,           fushe-kosove
                    fushe kosova,           fushe-kosove
                    fushkosove,             fushe-kosove
                    Novo Brdo,              novoberde
                    Mitrovicë,              mitrovice
                    mitrovica,              mitrovice
                    Mitrovica e Veriut,     mitrovice-e-veriut
                    Severna Mitrovica,      mitrovice-e-veriut
                    jam ne Mitrovice e Veriut, mitrovice-e-veriut
                    Drenas,                 gllogoc
                    Elez Han,               hani-i-elezit
                    Đeneral Janković,       hani-i-elezit
                    Štrpce,                 shterpce
                    Shtrpce,                shterpce
                    Vushtri,                vushtrri
                    Vucitrn,                vushtrri
                    zub,                    zubin-potok
                    suva reka,              suhareke
                    Lipjan.,                lipjan
                    """)
    void finds_a_name_however_it_is_written(String text, String key) {
        assertThat(municipalities.find(text)).isEqualTo(new Names.Found.One(key));
    }

    @Test
    void finds_every_name_in_both_languages_and_both_scripts() {
        for (String key : municipalities.keys()) {
            for (String name : municipalities.name(key, Language.SR).split("/")) {
                String plain = name.replaceAll(" *\\(.*", "");
                assertThat(municipalities.find(plain)).as(plain).isEqualTo(new Names.Found.One(key));
            }
            String serbian = municipalities.name(key, Language.SR).split("/")[0].replaceAll(" *\\(.*", "");
            String cyrillic = Cyrillic.toCyrillic(serbian);
            assertThat(municipalities.find(cyrillic)).as(cyrillic).isEqualTo(new Names.Found.One(key));
        }
        assertThat(municipalities.keys()).hasSize(38);
    }

    @Test
    void a_text_that_may_mean_several_is_told_as_several() {
        assertThat(municipalities.find("kl")).isInstanceOf(Names.Found.Several.class);
        assertThat(municipalities.find("peja ose prizren"))
                .isEqualTo(new Names.Found.Several(java.util.List.of("prizren", "peje")));
    }

    @ParameterizedTest
    @CsvSource({"hello", "nuk e di", "Beograd", "???", "''", "42", "tirana"})
    void other_words_are_no_municipality(String text) {
        assertThat(municipalities.find(text)).isEqualTo(new Names.Found.None());
    }

    @Test
    void both_names_are_shown_in_every_language() {
        assertThat(municipalities.name("ferizaj", Language.SQ)).isEqualTo("Ferizaj/Uroševac");
        assertThat(municipalities.name("ferizaj", Language.SR)).isEqualTo("Uroševac/Ferizaj");
        assertThat(municipalities.name("prizren", Language.EN)).isEqualTo("Prizren");
    }

    @Test
    void the_pilot_comes_first() {
        Problems problems = new Problems();
        Municipalities.read(Doc.parse("m.yaml", """
                municipalities:
                  - { key: a, sq: A, sr: A }
                  - { key: b, sq: B, sr: B, pilot: yes }
                  - { key: b, sq: B, sr: B }
                """, problems));

        assertThat(problems.lines())
                .containsExactly(
                        "m.yaml:3:5: b: those of the pilot come first; move it up",
                        "m.yaml:4:5: the key 'b' is there twice");
        assertThat(municipalities.keys().subList(0, 14)).contains("prishtine", "mitrovice", "kline");
    }
}
