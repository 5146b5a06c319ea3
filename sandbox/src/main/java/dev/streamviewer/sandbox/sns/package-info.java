/**
 * The stand-in for Amazon SNS. Accepts published messages, keeps the latest, and fails on request.
 */
package dev.streamviewer.sandbox.sns;
