package org.linja.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.contact.Language;

class SessionTest {
    private static final Session OPEN = new Session(
            "hotline",
            "offer",
            Map.of("language", "sq", "service", "legal-aid"),
            List.of("main", "municipality"),
            1,
            List.of("refer", "callback"),
            Instant.parse("2026-11-22T12:00:00.123Z"));

    @Test
    void comes_back_from_its_stored_form_as_it_was() {
        assertThat(Session.fromJson(OPEN.toJson())).isEqualTo(OPEN);
        Session fresh = Session.begin("hotline", Map.of());
        assertThat(Session.fromJson(fresh.toJson())).isEqualTo(fresh);
        assertThat(fresh.toJson()).isEqualTo("{\"flow\":\"hotline\"}");
    }

    @Test
    void passes_over_what_a_newer_version_wrote() {
        String newer = OPEN.toJson().replaceFirst("\\{", "{\"new\":{\"a\":[1,{\"b\":2}]},");
        assertThat(Session.fromJson(newer)).isEqualTo(OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"flow\":1}",
                "{\"trail\":[1]}",
                "{\"trail\":[\"secret-word\"",
                "{} {}",
                "secret-word"
            })
    void what_is_no_session_is_refused_without_repeating_it(String json) {
        assertThatThrownBy(() -> Session.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a session in JSON")
                .hasNoCause();
    }

    @Test
    void knows_her_language() {
        assertThat(OPEN.language()).contains(Language.SQ);
        assertThat(OPEN.in(Language.ROM).language()).contains(Language.ROM);
        assertThat(Session.begin("hotline", Map.of()).language()).isEmpty();
    }

    @Test
    void does_not_show_what_she_answered() {
        assertThat(OPEN.toString()).isEqualTo("Session[hotline, offer]");
        assertThat(new Input.Words("secret-word").toString()).doesNotContain("secret");
        assertThat(new Effect.OpenCase("sos", Map.of("service", "legal-aid")).toString())
                .doesNotContain("legal");
        assertThat(new Prompt("main", OPEN.answers(), List.of()).toString()).doesNotContain("legal");
    }
}
