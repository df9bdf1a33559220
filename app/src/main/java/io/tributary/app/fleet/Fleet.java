package io.tributary.app.fleet;

import io.tributary.app.CommandFailure;
import io.tributary.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers, APIs and capture as processes on this machine. Thread-safe. */
public final class Fleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

  private static final int AT_A_TIME = 2;

  private final Surroundings surroundings;
  private final List<Member> members;
  private final Map<Member, RoleProcess> running = new ConcurrentHashMap<>();

  public Fleet(Surroundings surroundings, List<Member> members) {
    this.surroundings = surroundings;
    this.members = List.copyOf(members);
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public List<Member> members() {
    return members;
  }

  public List<Member> members(Member.Kind kind) {
    return members.stream().filter(member -> member.kind() == kind).toList();
  }

  public RoleProcess process(Member member) {
    return Objects.requireNonNull(running.get(member), () -> member.name() + " was not started");
  }

  /** Starts a member that doesn't run; returns before it is ready. */
  public RoleProcess start(Member member) {
    return start(member, List.of(), Map.of());
  }

  /**
   * Starts it otherwise than it is started usually, this time.
   *
   * @param arguments further ones of its command
   * @param environment variables that replace its own
   */
  public RoleProcess start(Member member, List<String> arguments, Map<String, String> environment) {
    try {
      Files.createDirectories(surroundings.log(member).getParent());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Cannot make the directory of logs: " + e.getMessage(), e);
    }
    Map<String, String> variables = new HashMap<>(surroundings.environment(member, members));
    variables.putAll(environment);
    RoleProcess started = RoleProcess.start(member, arguments, variables, surroundings.log(member));
    running.put(member, started);
    return started;
  }

  /**
   * Starts all that don't run, in their order, and returns when each is ready. Two at a time: started at once, they would
   * take the processors from each other, and from the servers, until nobody answers in time.
   */
  public void startAll(Duration patience) throws InterruptedException {
    List<RoleProcess> starting = new ArrayList<>();
    for (Member member : members) {
      RoleProcess now = running.get(member);
      if (now == null || !now.isAlive()) {
        starting.add(start(member));
      }
      if (starting.size() == AT_A_TIME) {
        starting.removeFirst().awaitReady(patience);
      }
    }
    for (RoleProcess process : starting) {
      process.awaitReady(patience);
    }
  }

  /** APIs first, stores last; those of a kind side by side. */
  @Override
  public void close() throws InterruptedException {
    for (Member.Kind kind : List.of(Member.Kind.API, Member.Kind.CAPTURE, Member.Kind.WORKER)) {
      List<Thread> stops = new ArrayList<>();
      for (Member member : members(kind)) {
        RoleProcess process = running.get(member);
        if (process != null) {
          stops.add(Thread.ofVirtual().start(() -> stop(process)));
        }
      }
      for (Thread stop : stops) {
        stop.join();
      }
    }
  }

  private static void stop(RoleProcess process) {
    try {
      process.close();
    } catch (InterruptedException e) {
      LOG.warn("{} was left behind", process.member().name());
      Thread.currentThread().interrupt();
    }
  }
}
