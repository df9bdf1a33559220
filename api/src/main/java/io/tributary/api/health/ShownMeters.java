package io.tributary.api.health;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Leaves out what would make most of a page: figures of each store, task, partition and broker that Kafka's clients only
 * keep at the level DEBUG, and the lesser ones of the others. A process with 48 partitions has ten thousand such lines.
 */
@Configuration(proxyBeanMethods = false)
public class ShownMeters {
  private static final Pattern LEFT_OUT = Pattern.compile(
      "kafka\\.(?:stream\\.(?:processor\\.node|topic)\\..*"
          + "|stream\\.task\\.(?!active|process\\.(?:rate|total)|dropped|restore\\.remaining).*"
          + "|stream\\.state\\.(?!updater|estimate|live\\.sst|total\\.sst|cur\\.size\\.all|block\\.cache\\.(?:usage|capacity)"
          + "|num\\.running|num\\.open|background).*"
          + "|consumer\\.fetch\\.manager\\.(?:records\\.(?:lead|lag\\.).*|preferred.*)"
          + "|(?:consumer|producer|admin\\.client)\\.node\\..*)");

  /** Of the registry that is shown. */
  @Bean
  public static MeterFilter shown() {
    return MeterFilter.deny(id -> LEFT_OUT.matcher(id.getName()).matches());
  }
}
