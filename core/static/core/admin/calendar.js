// The calendar would write today's date over whatever it cannot read, as soon as the
// field loses focus. The server reads more than the calendar does, and asks otherwise.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
