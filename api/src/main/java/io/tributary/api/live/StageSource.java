package io.tributary.api.live;

import java.util.List;

/** Figures of the stages that lie before the API: capture and decision. Called about once a second; must not block long. */
@FunctionalInterface
public interface StageSource {
  List<Stage> stages();
}
