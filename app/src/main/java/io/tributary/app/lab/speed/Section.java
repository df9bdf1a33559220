package io.tributary.app.lab.speed;

import java.util.Locale;

/** What the laboratory measures. */
public enum Section {
  DRAINING("Draining the outbox", Draining::measure),
  VISIBILITY("From a commit to a query", Visibility::measure),
  COMMANDS("Commands per second", Commands::measure),
  READS("Reading", Reads::measure),
  RECOVERY("When a worker dies", Recovery::measure),
  COST("What an event costs", Cost::measure),
  GROWTH("As wallets and tenants become more", Growth::measure),
  INSTANCES("As workers become more", Instances::measure);

  private final String title;
  private final Measurement measurement;

  Section(String title, Measurement measurement) {
    this.title = title;
    this.measurement = measurement;
  }

  /** Makes a section of the report. */
  interface Measurement {
    Findings measure(Bench bench) throws Exception;
  }

  /** As it is named on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  Findings measure(Bench bench) throws Exception {
    return measurement.measure(bench);
  }
}
