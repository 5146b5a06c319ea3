/** The stand-in for Amazon SNS: takes what is published, keeps the last, and fails when told to. */
package dev.streamviewer.sandbox.sns;
