/** Lighthouse scores of the page. */
package dev.streamviewer.benchmarks.lighthouse;
