/** Cost of each step of the hot path, by JMH. */
package dev.streamviewer.benchmarks.micro;
