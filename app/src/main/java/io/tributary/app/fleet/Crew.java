package io.tributary.app.fleet;

import io.tributary.app.fleet.Member.Kind;
import io.tributary.embedded.FreePorts;
import java.util.ArrayList;
import java.util.List;

/**
 * How many processes of each role; one captures.
 *
 * @param httpPort of the first API, the others follow; 0 takes free ones
 */
public record Crew(int workers, int apis, int httpPort) {
  /** In the order in which they are best started. */
  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    for (int number = 0; number < Math.max(workers, apis); number++) {
      if (number < workers) {
        members.add(new Member("worker-" + number, Kind.WORKER, FreePorts.next(), FreePorts.next()));
      }
      if (number < apis) {
        int port = httpPort == 0 ? FreePorts.next() : httpPort + number;
        members.add(new Member("api-" + number, Kind.API, port, FreePorts.next()));
      }
    }
    members.add(new Member("capture-0", Kind.CAPTURE, FreePorts.next(), FreePorts.next()));
    return List.copyOf(members);
  }
}
