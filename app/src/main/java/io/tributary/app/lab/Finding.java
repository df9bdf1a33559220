package io.tributary.app.lab;

/**
 * One thing that must be true after an experiment.
 *
 * @param what in a few words
 * @param held whether it was
 * @param figure what was seen
 * @param timed whether it is a target that a slow or busy machine may miss; all else holds on any
 */
record Finding(String what, boolean held, String figure, boolean timed) {}
