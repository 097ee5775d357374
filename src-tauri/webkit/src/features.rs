//! WebKit's list of features (`WebKitFeatureList`, since 2.42).

use std::ffi::{CStr, c_char, c_int};
use std::ptr::NonNull;

use webkit2gtk::Settings;
use webkit2gtk::ffi::WebKitSettings;
use webkit2gtk::glib::object::ObjectType as _;

/// `WebKitFeature`
#[repr(C)]
struct Feature {
    opaque: [u8; 0],
}

/// `WebKitFeatureList`
#[repr(C)]
struct FeatureList {
    opaque: [u8; 0],
}

unsafe extern "C" {
    fn webkit_settings_get_all_features() -> *mut FeatureList;
    fn webkit_feature_list_get_length(list: *mut FeatureList) -> usize;
    fn webkit_feature_list_get(list: *mut FeatureList, index: usize) -> *mut Feature;
    fn webkit_feature_list_unref(list: *mut FeatureList);
    fn webkit_feature_get_identifier(feature: *mut Feature) -> *const c_char;
    fn webkit_settings_set_feature_enabled(
        settings: *mut WebKitSettings,
        feature: *mut Feature,
        enabled: c_int,
    );
}

/// All features, and with them a reference to each.
struct Features(NonNull<FeatureList>);

impl Features {
    fn all() -> Option<Self> {
        // SAFETY: it takes nothing, and the caller owns what it returns.
        NonNull::new(unsafe { webkit_settings_get_all_features() }).map(Self)
    }

    fn len(&self) -> usize {
        // SAFETY: the list lives as long as `self`.
        unsafe { webkit_feature_list_get_length(self.0.as_ptr()) }
    }

    fn named(&self, identifier: &CStr) -> Option<NonNull<Feature>> {
        (0..self.len()).filter_map(|index| self.at(index)).find(|feature| {
            // SAFETY: a feature of the list lives as long as the list, which `self` holds.
            let name = unsafe { webkit_feature_get_identifier(feature.as_ptr()) };
            // SAFETY: the name is a C string that belongs to the feature, or null, which is asked first.
            !name.is_null() && unsafe { CStr::from_ptr(name) } == identifier
        })
    }

    fn at(&self, index: usize) -> Option<NonNull<Feature>> {
        // SAFETY: the list lives as long as `self`, and `named` asks for nothing beyond its length.
        NonNull::new(unsafe { webkit_feature_list_get(self.0.as_ptr(), index) })
    }
}

impl Drop for Features {
    fn drop(&mut self) {
        // SAFETY: the list is ours, and nobody uses it afterwards.
        unsafe { webkit_feature_list_unref(self.0.as_ptr()) }
    }
}

/// Switches a feature off in a view's settings. Returns whether there is one of this name.
pub(crate) fn disable(settings: &Settings, identifier: &CStr) -> bool {
    let Some(features) = Features::all() else { return false };
    let Some(feature) = features.named(identifier) else { return false };
    // SAFETY: the settings are held by the caller and the feature by the list, both beyond this call.
    unsafe { webkit_settings_set_feature_enabled(settings.as_ptr(), feature.as_ptr(), 0) };
    true
}
