/** Inventory: products, places, stock and reservations. The model is pure; Avro and rows are mapped at the edge. */
@NullMarked
package io.tributary.topologies.inventory;

import org.jspecify.annotations.NullMarked;
