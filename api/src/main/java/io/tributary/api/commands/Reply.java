package io.tributary.api.commands;

/**
 * What a context answered to a command.
 *
 * @param inputPartition where the command lay
 * @param inputOffset where the command lay
 */
record Reply<A>(String commandId, int inputPartition, long inputOffset, A answer) {}
