import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stands in for the vendor's functions in a trial: writes a log line for each message of a queue, and reports a message as failed if its
 * body says "fail".
 */
public class Handler {
    public Map<String, Object> handleRequest(Map<String, Object> event) {
        List<Map<String, String>> failures = new ArrayList<>();
        for (Object item : (List<?>) event.get("Records")) {
            Map<?, ?> message = (Map<?, ?>) item;
            String id = (String) message.get("messageId");
            String body = (String) message.get("body");
            boolean fails = "fail".equals(body);
            System.out.println("edge-trial " + (fails ? "failed" : "handled") + " " + id + " " + body);
            if (fails) {
                failures.add(Map.of("itemIdentifier", id));
            }
        }
        return Map.of("batchItemFailures", failures);
    }
}
