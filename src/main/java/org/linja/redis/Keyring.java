package org.linja.redis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.linja.work.PrivateFiles;

/// The keys of the vault: numbered AES-256 keys that seal data, and the one HMAC key that makes fingerprints.
///
/// They are read from lines `data 1 <base64 of 32 bytes>`, `data 2 …` and `hmac <base64 of 32 bytes>`; `#` starts a
/// comment, and `;` may stand for the end of a line so that all fits into one environment variable. New data is sealed
/// with the data key of the highest number, and old data stays readable as long as its key's line stays. The HMAC key
/// is never changed: with another one nobody is recognised any more.
public final class Keyring {
    private static final int KEY_BYTES = 32;
    private static final int MOST_KEYS = 65_535;

    private final SortedMap<Integer, SecretKey> dataKeys;
    private final SecretKey hmacKey;

    private Keyring(SortedMap<Integer, SecretKey> dataKeys, SecretKey hmacKey) {
        this.dataKeys = Collections.unmodifiableSortedMap(dataKeys);
        this.hmacKey = hmacKey;
    }

    /// Reads the key file; production demands that it exists.
    ///
    /// @throws KeyringBroken when it is missing or malformed, with file and line
    public static Keyring read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new KeyringBroken(
                    "the key file " + file + " does not exist: put the keys there that this installation"
                            + " has always used, or, for a new one, lines 'data 1 <key>' and 'hmac <key>', each key from"
                            + " 'openssl rand -base64 32'");
        } catch (IOException e) {
            throw new KeyringBroken("the key file " + file + " cannot be read: check its owner and permissions", e);
        }
    }

    /// Reads the key file, and makes one with fresh keys (readable by its owner only) when there is none; for the
    /// demo.
    ///
    /// @throws KeyringBroken when it is malformed or cannot be written
    public static Keyring readOrCreate(Path file) {
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    /// Reads keys given as text.
    ///
    /// @param origin where they come from, such as a variable's name; stands in messages
    public static Keyring parse(String origin, String text) {
        SortedMap<Integer, SecretKey> dataKeys = new TreeMap<>();
        SecretKey hmacKey = null;
        int number = 0;
        for (String line : text.replace(';', '\n').split("\n", -1)) {
            String place = origin + ":" + ++number + ": ";
            String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
            switch (words[0]) {
                case "" -> {}
                case "data" -> {
                    demand(words.length == 3, place + "a data key is written 'data <number> <base64>'");
                    SecretKey before = dataKeys.put(keyNumber(words[1], place), key(words[2], "AES", place));
                    demand(
                            before == null,
                            place + "this number was used by an earlier line; give the newest the highest");
                }
                case "hmac" -> {
                    demand(words.length == 2, place + "the HMAC key is written 'hmac <base64>'");
                    demand(hmacKey == null, place + "a second HMAC key; there is only ever one");
                    hmacKey = key(words[1], "HmacSHA256", place);
                }
                default -> throw new KeyringBroken(place + "a line starts with 'data', 'hmac' or '#'");
            }
        }
        demand(!dataKeys.isEmpty(), origin + ": no line 'data 1 <base64>'");
        if (hmacKey == null) {
            throw new KeyringBroken(origin + ": no line 'hmac <base64>'");
        }
        return new Keyring(dataKeys, hmacKey);
    }

    private static void demand(boolean met, String otherwise) {
        if (!met) {
            throw new KeyringBroken(otherwise);
        }
    }

    private static int keyNumber(String word, String place) {
        int number = word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : 0;
        demand(number >= 1 && number <= MOST_KEYS, place + "the number of a data key is 1 to " + MOST_KEYS);
        return number;
    }

    private static SecretKey key(String base64, String algorithm, String place) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new KeyringBroken(place + "the key is not base64; make one with 'openssl rand -base64 32'");
        }
        demand(
                bytes.length == KEY_BYTES,
                place + "a key is " + KEY_BYTES + " bytes, this one has " + bytes.length
                        + "; make one with 'openssl rand -base64 32'");
        return new SecretKeySpec(bytes, algorithm);
    }

    private static void create(Path file) {
        SecureRandom random = new SecureRandom();
        String text =
                "# The keys of this installation's vault. Without them its data cannot be read: keep a copy elsewhere.\n"
                        + "data 1 " + fresh(random) + "\nhmac " + fresh(random) + "\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeyringBroken("the key file " + file + " cannot be written: check the folder's permissions", e);
        }
    }

    private static String fresh(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// The number of the key that seals new data.
    int newest() {
        return dataKeys.lastKey();
    }

    Optional<SecretKey> dataKey(int number) {
        return Optional.ofNullable(dataKeys.get(number));
    }

    SecretKey hmacKey() {
        return hmacKey;
    }

    @Override
    public String toString() {
        return "a keyring of " + dataKeys.size() + " data keys";
    }
}
