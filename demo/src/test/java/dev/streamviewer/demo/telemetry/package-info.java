/** Tests of logs, metrics, alerts and traces of the whole product. */
package dev.streamviewer.demo.telemetry;
