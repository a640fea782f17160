package org.linja.ussd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.text.PageLimit;

class AggregatorsTest {
    private final Problems problems = new Problems();

    private List<Aggregator> read(String yaml) {
        return Aggregators.readAll(Doc.parse("aggregators.yaml", yaml, problems));
    }

    @Test
    void readsOne() {
        List<Aggregator> all = read("""
                aggregators:
                  ipko:
                    dialect: d-mark
                    secret: 0123456789abcdef0123
                    networks: [ 203.0.113.0/24, "2001:db8::/32" ]
                    code: "*123#"
                    page: 140
                    letters: kept
                """);
        assertThat(problems.lines()).isEmpty();
        assertThat(all).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("ipko");
            assertThat(one.dialect()).isInstanceOf(DMark.class);
            assertThat(one.path()).isEqualTo("/ussd/ipko");
            assertThat(one.code()).isEqualTo("*123#");
            assertThat(one.limit()).isEqualTo(new PageLimit(140, PageLimit.Letters.KEPT));
        });
        assertThat(all.toString()).doesNotContain("0123456789abcdef0123");
        assertThat(all.getFirst().guard().toString()).doesNotContain("0123456789abcdef0123");
    }

    @Test
    void noneAreNone() {
        assertThat(read("aggregators:\n")).isEmpty();
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void tellsEverythingAtOnce() {
        read("""
                proxies: [ localhost ]
                aggregators:
                  one:
                    dialect: hubtell
                  Two:
                    dialect: generic
                    path: /ussd/one
                    secret: short
                    input: sum
                    networks: [ 203.0.113.0/33 ]
                  three:
                    dialect: nalo
                    secret: has/slashes/in/it/no
                    page: 20
                    hmac: { header: "a b" }
                    secrets: x
                  four:
                    dialect: arkesel
                    secret-header: X-Key
                    code: star123
                """);
        assertThat(problems.lines())
                .anySatisfy(line -> assertThat(line).startsWith("aggregators.yaml:1:12: is no range of addresses"))
                .anySatisfy(line ->
                        assertThat(line).contains(":4:14: 'dialect' must be").contains("'hubtel'?"))
                .anySatisfy(line -> assertThat(line).contains(":3:3: anybody could call in its name"))
                .anySatisfy(line -> assertThat(line).contains(":5:3: a name is made of small letters"))
                .anySatisfy(line -> assertThat(line).contains(":5:3: its address /ussd/one belongs to another"))
                .anySatisfy(line -> assertThat(line)
                        .contains("is shorter than 16 characters")
                        .doesNotContain("short:"))
                .anySatisfy(line -> assertThat(line).contains("'input' must be one of last, cumulative"))
                .anySatisfy(line -> assertThat(line).contains(":10:17: is no range of addresses"))
                .anySatisfy(line -> assertThat(line).contains("name a 'secret-header'"))
                .anySatisfy(line -> assertThat(line).contains("'page' must be a whole number from 60 to 182"))
                .anySatisfy(line -> assertThat(line).contains("'key' is missing"))
                .anySatisfy(line -> assertThat(line).contains("the name of a header is made of"))
                .anySatisfy(line -> assertThat(line).contains("'secrets' is not known here; did you mean 'secret'?"))
                .anySatisfy(line -> assertThat(line).contains("'code' is missing"))
                .anySatisfy(line -> assertThat(line).contains("there is no 'secret' that could come in this header"))
                .anySatisfy(line -> assertThat(line).contains("a code is written as it is dialled"));
        assertThat(problems.lines()).noneSatisfy(line -> assertThat(line).contains("has/slashes"));
    }

    @Test
    void theSamplesAsShippedAreRight() throws Exception {
        String shipped = Files.readString(Path.of("config/aggregators.yaml"));
        String samples = shipped.replaceAll("(?m)^#(?=  )", "").replaceAll("\\$\\{env:\\w+}", "0123456789abcdef0123");
        List<Aggregator> all = read(samples);
        assertThat(problems.lines()).isEmpty();
        assertThat(all).hasSize(7);
        assertThat(all.stream().map(one -> one.dialect().getClass()).distinct()).hasSize(7);
    }
}
