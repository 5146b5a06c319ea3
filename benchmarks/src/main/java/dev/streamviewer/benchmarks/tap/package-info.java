/** Cost of the tap on the event bus. */
package dev.streamviewer.benchmarks.tap;
