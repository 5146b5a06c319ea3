/**
 * The product and the sandbox in one process: {@code ./run}, and the ground of the end-to-end
 * tests. The only package here that knows the product, and all it knows are its variables.
 */
package dev.streamviewer.sandbox.demo;
