import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Stands in for Lambda's Java runtime: reads messages of a queue from a line (id, body in Base64, id, body, ...), hands them to the handler as
 * the event of a queue, and answers with a line: what was printed in Base64, a tab, the ids of the messages that failed.
 */
public class JavaWorker {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        String[] handler = arguments[0].split("::");
        Object function = Class.forName(handler[0]).getDeclaredConstructor().newInstance();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            String[] fields = line.split("\t");
            List<Map<String, Object>> records = new ArrayList<>();
            List<String> failed = new ArrayList<>();
            for (int index = 0; index < fields.length; index += 2) {
                String body = new String(Base64.getDecoder().decode(fields[index + 1]), "UTF-8");
                records.add(Map.of("messageId", fields[index], "body", body, "eventSource", "aws:sqs"));
                failed.add(fields[index]);
            }
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            System.setOut(new PrintStream(log, true, "UTF-8"));
            try {
                Object answer = function.getClass().getMethod(handler[1], Map.class).invoke(function, Map.of("Records", records));
                failed.clear();
                for (Object item : (List<?>) ((Map<?, ?>) answer).get("batchItemFailures")) {
                    failed.add((String) ((Map<?, ?>) item).get("itemIdentifier"));
                }
            } catch (ReflectiveOperationException error) {
                System.out.println(error.getCause() == null ? error : error.getCause());
            }
            answers.println(Base64.getEncoder().encodeToString(log.toByteArray()) + "\t" + String.join(",", failed));
            answers.flush();
        }
    }
}
