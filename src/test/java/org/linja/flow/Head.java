package org.linja.flow;

import java.util.HashMap;
import java.util.Map;
import org.linja.text.Tone;

/// The first line of a transcript: `flow hotline · language sq`. Further parts are what is remembered of her (`consent
/// yes`) and `tone explicit`.
record Head(Tone tone, Map<String, String> remembered) {
    static Head of(String line) {
        Tone tone = Tone.NEUTRAL;
        Map<String, String> remembered = new HashMap<>();
        for (String part : line.split(" · ")) {
            String[] words = part.split(" ", 2);
            if (words[0].equals("tone")) {
                tone = words[1].equals("explicit") ? Tone.EXPLICIT : Tone.NEUTRAL;
            } else if (!words[0].equals("flow") && !words[1].equals("-")) {
                remembered.put(words[0], words[1]);
            }
        }
        return new Head(tone, remembered);
    }
}
