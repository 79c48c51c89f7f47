"""停止使用总担保 | The use of a general guarantee stopped by customs, until what was missing is made good."""
