/**
 * The product and the sandbox in one process, for {@code ./run} and the end-to-end tests. No other
 * package of this module depends on the product; this package uses only the product's variables.
 */
package dev.streamviewer.demo;
