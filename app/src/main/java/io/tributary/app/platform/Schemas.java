package io.tributary.app.platform;

import io.tributary.app.start.Startup;
import io.tributary.app.start.Step;
import io.tributary.schemas.AvroPayloads;
import io.tributary.schemas.Catalogue;
import io.tributary.schemas.ConfluentSchemaRegistry;
import java.util.Map;

/** Every process registers all schemas: that is idempotent, and no process then depends on another one's start. */
final class Schemas {
  private Schemas() {}

  static Step<AvroPayloads> step(Startup startup, Server<Map<String, String>> server) {
    return startup.step("Schemas", () -> {
      ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(server.address().get());
      AvroPayloads payloads = new AvroPayloads(registry);
      payloads.registerAll();
      registry.requireFullCompatibility(Catalogue.load().types());
      return payloads;
    }, server.ready());
  }
}
