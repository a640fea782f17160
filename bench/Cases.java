import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Counts the open cases in the embedded Redis of a running server, from outside: `java Cases.java DATA_FOLDER`, or all
/// of its keys: `java Cases.java DATA_FOLDER keys`.
///
/// It reads port and password from the `redis.conf` below the folder, and adds up the lists of open cases (`{pN}:open`)
/// of all partitions.
class Cases {
    public static void main(String[] arguments) throws IOException {
        String conf;
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            Path file = files.filter(each -> each.endsWith("redis.conf"))
                    .findAny()
                    .orElseThrow(() -> new IOException("no redis.conf below " + arguments[0] + ": is the server running?"));
            conf = Files.readString(file);
        }
        int port = Integer.parseInt(setting("port", conf));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            ask(socket, "AUTH", setting("requirepass", conf));
            if (arguments.length > 1 && arguments[1].equals("keys")) {
                System.out.println(ask(socket, "DBSIZE").getFirst());
                return;
            }
            long cases = 0;
            for (String key : ask(socket, "KEYS", "{p*}:open")) {
                cases += Long.parseLong(ask(socket, "ZCARD", key).getFirst());
            }
            System.out.println(cases);
        }
    }

    static String setting(String name, String conf) throws IOException {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(conf);
        if (!line.find()) {
            throw new IOException("redis.conf has no " + name);
        }
        return line.group(1);
    }

    /// One command, and its answer as a list of words (RESP 2: simple, number, or array of bulk strings).
    static List<String> ask(Socket socket, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String head = in.readLine();
        if (head == null || head.startsWith("-")) {
            throw new IOException("Redis answered " + head);
        }
        List<String> answer = new ArrayList<>();
        if (head.startsWith("*")) {
            for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
                in.readLine();
                answer.add(in.readLine());
            }
        } else {
            answer.add(head.substring(1));
        }
        return answer;
    }
}
