package io.tributary.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What logback.xml makes of a line. */
class LogFormatTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void jsonIsOneObjectPerLineWithTheTrace() throws Exception {
    String line = line("STDERR_JSON");
    assertThat(line).endsWith("\n").containsOnlyOnce("\n");
    JsonNode object = JsonMapper.shared().readTree(line);
    assertThat(object.required("level").asString()).isEqualTo("WARN");
    assertThat(object.required("formattedMessage").asString()).isEqualTo("said \"something\"\nat length");
    assertThat(object.required("mdc").required("traceId").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(object.required("throwable").required("message").asString()).isEqualTo("broken");
    assertThat(object.propertyNames()).doesNotContain("message", "arguments", "context");
  }

  @Test
  void textNamesTheTraceWhereThereIsOne() throws Exception {
    assertThat(line("STDERR")).contains("some.Logger trace=4bf92f3577b34da6a3ce929d0e0e4736 - said");
    MDC.clear();
    assertThat(line(logger("STDERR"))).contains("some.Logger - said");
  }

  private String line(String appender) throws Exception {
    try (MDC.MDCCloseable trace = MDC.putCloseable("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")) {
      return line(logger(appender));
    }
  }

  private Logger logger(String appender) throws Exception {
    context.reset();
    context.setMDCAdapter(MDC.getMDCAdapter());
    context.putProperty("tributary.log.to", appender);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
    return context.getLogger("some.Logger");
  }

  private static String line(Logger logger) {
    ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>)
        logger.getLoggerContext().getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().next();
    LoggingEvent event = new LoggingEvent(
        "fqcn", logger, Level.WARN, "said {}\nat length", new IllegalStateException("broken"), new Object[] {"\"something\""});
    event.setMDCPropertyMap(MDC.getCopyOfContextMap() == null ? Map.of() : MDC.getCopyOfContextMap());
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
