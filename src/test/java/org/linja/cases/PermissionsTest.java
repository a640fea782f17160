package org.linja.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linja.contact.ContactId;

class PermissionsTest {
    private static Permissions permissions(CaseKind kind, Map<String, String> fields) {
        return Permissions.of(Case.open(
                new CaseId(0, "a"), "4F7K", kind, 1, new ContactId(0, "b"), Optional.empty(), Instant.EPOCH, fields));
    }

    @Test
    void the_police_are_told_with_her_consent_or_when_two_have_decided() {
        assertThat(permissions(CaseKind.SOS, Map.of()).allows(Outcome.POLICE)).isFalse();
        assertThat(permissions(CaseKind.SOS, Map.of("consent-police", "yes")).allows(Outcome.POLICE))
                .isTrue();
        assertThat(permissions(CaseKind.SOS, Map.of("override-by", "arta")).allows(Outcome.POLICE))
                .isFalse();
        assertThat(permissions(CaseKind.SOS, Map.of("override-by", "arta", "override-second", "cela"))
                        .allows(Outcome.POLICE))
                .isTrue();
    }

    @Test
    void her_need_is_passed_on_with_her_consent_only() {
        assertThat(permissions(CaseKind.SOS, Map.of()).allows(Outcome.REFERRED)).isFalse();
        assertThat(permissions(CaseKind.REFERRAL, Map.of()).allows(Outcome.REFERRED))
                .isTrue();
        assertThat(permissions(CaseKind.SOS, Map.of("consent-refer", "yes")).allows(Outcome.REFERRED))
                .isTrue();
    }

    @Test
    void from_a_third_party_nobody_is_sought_out() {
        assertThat(permissions(CaseKind.THIRD_PARTY, Map.of()).calledElsewhere())
                .isFalse();
        assertThat(permissions(CaseKind.SOS, Map.of("third-party", "yes")).calledElsewhere())
                .isFalse();
        assertThat(permissions(CaseKind.SOS, Map.of()).calledElsewhere()).isTrue();
    }

    @Test
    void a_child_comes_to_whoever_is_trained() {
        assertThat(permissions(CaseKind.CHILD, Map.of()).childTrained()).isTrue();
        assertThat(permissions(CaseKind.SOS, Map.of("child", "yes")).childTrained())
                .isTrue();
        assertThat(permissions(CaseKind.SOS, Map.of()).childTrained()).isFalse();
        assertThat(CaseKind.CHILD.urgent()).isTrue();
        assertThat(CaseKind.THIRD_PARTY.urgent()).isFalse();
    }
}
