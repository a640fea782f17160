package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CyrillicTest {
    @ParameterizedTest(name = "{0} <-> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Hvala, porudžbina je zabeležena.              | Хвала, поруџбина је забележена.
            Nismo razumeli. Pošaljite broj, ili 0 za meni. | Нисмо разумели. Пошаљите број, или 0 за мени.
            Možemo li da vam šaljemo SMS na ovaj broj?    | Можемо ли да вам шаљемо SMS на овај број?
            Zahtev je poslat. Javiće vam se u roku od {h} sati. | Захтев је послат. Јавиће вам се у року од {h} сати.
            Odjavljeni ste. Za povratak pošaljite START.  | Одјављени сте. За повратак пошаљите START.
            Perite ruke i čuvajte porodicu od COVID-a.    | Перите руке и чувајте породицу од COVID-а.
            Test na HIV i hepatitis C                     | Тест на HIV и хепатитис C
            Doviđenja, Ljubice. Njegoš je u Džumi.        | Довиђења, Љубице. Његош је у Џуми.
            injekcija                                     | инјекција
            nadživeti                                     | надживети
            Odgovorite DA.                                | Одговорите ДА.
            """)
    void latinAndCyrillicAreOneTextByRule(String latin, String cyrillic) {
        assertThat(Cyrillic.toCyrillic(latin)).isEqualTo(cyrillic);
        assertThat(Cyrillic.toLatin(cyrillic)).isEqualTo(latin);
    }

    @Test
    void capitalDigraphsFollowTheirNeighbours() {
        assertThat(Cyrillic.toLatin("ЉУБАВ Љубав Љ")).isEqualTo("LJUBAV Ljubav Lj");
    }

    @Test
    void wordsOfOtherLanguagesStayAsTheyAre() {
        assertThat(Cyrillic.toCyrillic("Shqip, www, një")).isEqualTo("Shqip, www, një");
    }
}
