/** Amazon SNS as a sink. */
package dev.streamviewer.notifier.sns;
