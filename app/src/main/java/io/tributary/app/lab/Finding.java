package io.tributary.app.lab;

/**
 * One thing that must be true after an experiment.
 *
 * @param what in a few words
 * @param held whether it was
 * @param figure what was seen
 */
record Finding(String what, boolean held, String figure) {}
