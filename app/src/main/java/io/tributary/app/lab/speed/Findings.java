package io.tributary.app.lab.speed;

import java.util.List;

/**
 * What a section of the report says.
 *
 * @param text Markdown: tables, and what bounds their figures
 */
record Findings(String text, List<Plot> plots) {}
